package io.llmisvc.template;

import io.llmisvc.memo.LruCache;
import io.llmisvc.template.syntax.TrimMode;
import io.llmisvc.template.value.Budget;

/** Parsed templates by their text: those used last, as far as they take little memory together. */
final class TemplateCache {
  /** All presets of all versions that a cluster uses take about a twentieth. */
  private static final long MOST_BYTES = 8 << 20;

  private static final int MOST = 512;

  private final TrimMode trim;
  private final LruCache<String, Template> recent =
      new LruCache<>(MOST, MOST_BYTES, (text, template) -> template.weight());

  TemplateCache(TrimMode trim) {
    this.trim = trim;
  }

  /** Charges the same, whether it is known or not. */
  Template parsed(String text, Budget budget) throws TemplateException {
    Template known = recent.get(text);
    if (known != null) {
      known.charge(budget);
      return known;
    }
    Template template = Template.parse("value", text, trim, budget);
    recent.put(text, template);
    return template;
  }
}
