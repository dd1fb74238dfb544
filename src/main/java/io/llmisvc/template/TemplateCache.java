package io.llmisvc.template;

import io.llmisvc.memo.Recent;
import io.llmisvc.template.syntax.TrimMode;

/** Parsed templates by their text: those used last, and none that is very long. */
final class TemplateCache {
  private static final int MOST = 512;
  private static final int LONGEST = 1 << 15;

  private final TrimMode trim;
  private final Recent<String, Template> recent = new Recent<>(MOST);

  TemplateCache(TrimMode trim) {
    this.trim = trim;
  }

  Template parsed(String text) throws TemplateException {
    Template known = recent.get(text);
    if (known != null) {
      return known;
    }
    Template template = Template.parse("value", text, trim);
    if (text.length() <= LONGEST) {
      recent.put(text, template);
    }
    return template;
  }
}
