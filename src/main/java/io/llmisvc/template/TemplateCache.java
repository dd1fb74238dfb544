package io.llmisvc.template;

import io.llmisvc.template.syntax.TrimMode;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Parsed templates by their text: those used last, and none that is very long. Safe for many
 * threads.
 */
final class TemplateCache {
  private static final int MOST = 512;
  private static final int LONGEST = 1 << 15;

  private final TrimMode trim;
  private final Map<String, Template> recent =
      new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Template> eldest) {
          return size() > MOST;
        }
      };

  TemplateCache(TrimMode trim) {
    this.trim = trim;
  }

  Template parsed(String text) throws TemplateException {
    synchronized (recent) {
      Template known = recent.get(text);
      if (known != null) {
        return known;
      }
    }
    Template template = Template.parse("value", text, trim);
    if (text.length() <= LONGEST) {
      synchronized (recent) {
        recent.put(text, template);
      }
    }
    return template;
  }
}
