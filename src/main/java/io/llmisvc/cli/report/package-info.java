/**
 * A page about services for people, as one file of HTML: pure functions from plans, explanations
 * and impacts to text. What users wrote goes through {@link io.llmisvc.cli.report.Html}, which
 * escapes it; nothing else writes markup.
 */
@NullMarked
package io.llmisvc.cli.report;

import org.jspecify.annotations.NullMarked;
