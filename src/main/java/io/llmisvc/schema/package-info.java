/**
 * The shape of the Go types behind the API, as data: field names in JSON and in Go, pointers, list
 * keys and one-ofs. The merge and the Go view of a spec both read it. It knows no values and
 * decides nothing; it depends on nothing of ours.
 */
@NullMarked
package io.llmisvc.schema;

import org.jspecify.annotations.NullMarked;
