/**
 * Pictures of services: what they are composed of, what is made of them and how requests reach
 * them. What users wrote is data in each of the formats, and never read as part of them.
 */
@NullMarked
package io.llmisvc.cli.graph;

import org.jspecify.annotations.NullMarked;
