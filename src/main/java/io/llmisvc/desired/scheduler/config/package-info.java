/**
 * The configuration text of the endpoint picker: the one that is generated, the flags that carry
 * it, and the table of rewritings that bring an older text to the version of the picker.
 *
 * <p>Text and a pod go in, text and a pod come out. Which text a service gets is not decided here.
 */
@NullMarked
package io.llmisvc.desired.scheduler.config;

import org.jspecify.annotations.NullMarked;
