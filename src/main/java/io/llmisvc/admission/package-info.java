/**
 * What is said to who writes one of our objects, before it is stored: the answers to admission
 * reviews. The rules are the planner's; nothing is decided here a second time.
 */
@NullMarked
package io.llmisvc.admission;

import org.jspecify.annotations.NullMarked;
