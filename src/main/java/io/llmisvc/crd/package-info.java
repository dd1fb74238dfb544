/**
 * What the CRD generator cannot say, laid over what it generates from the records. Runs in the
 * build only; nothing of the operator or the command line may depend on it.
 */
@NullMarked
package io.llmisvc.crd;

import org.jspecify.annotations.NullMarked;
