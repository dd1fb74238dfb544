/**
 * Records that mirror the two custom resources field by field, in the union of both versions'
 * shapes. Data, copies and what a field alone says; decisions, defaults and validation do not
 * belong here. Scalars that may be left out are nullable; collections never are.
 */
@NullMarked
package io.llmisvc.api;

import org.jspecify.annotations.NullMarked;
