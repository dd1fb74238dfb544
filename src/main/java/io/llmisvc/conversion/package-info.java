/**
 * Objects of one version of the API as objects of the other, on trees as they are stored: nothing
 * is bound, defaulted or judged here. What the other version cannot say is kept in an annotation
 * and comes back.
 */
@NullMarked
package io.llmisvc.conversion;

import org.jspecify.annotations.NullMarked;
