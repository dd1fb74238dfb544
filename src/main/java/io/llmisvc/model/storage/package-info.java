/** Where models and what goes with them are: names and rules that several stages share. */
@NullMarked
package io.llmisvc.model.storage;

import org.jspecify.annotations.NullMarked;
