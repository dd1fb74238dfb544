/**
 * Which configs apply to a service, in which order, merged and expanded into one effective spec, or
 * findings. The shipped presets are here too. No decision about children is taken here.
 */
@NullMarked
package io.llmisvc.composition;

import org.jspecify.annotations.NullMarked;
