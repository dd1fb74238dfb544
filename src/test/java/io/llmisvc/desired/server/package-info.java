/** What is known of the images of model servers, and of the options that the presets pass. */
@NullMarked
package io.llmisvc.desired.server;

import org.jspecify.annotations.NullMarked;
