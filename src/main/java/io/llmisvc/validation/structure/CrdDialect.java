package io.llmisvc.validation.structure;

import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.dialect.BasicDialectRegistry;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.keyword.KeywordType;
import java.util.List;
import java.util.Locale;

/**
 * The JSON schema of CustomResourceDefinitions, as far as ours use it. No meta-schema and no
 * message bundle is ever read, so there is nothing to register for a native image.
 */
final class CrdDialect {
  private static final Dialect DIALECT =
      Dialect.builder("urn:llmisvc:crd")
          .specificationVersion(SpecificationVersion.DRAFT_2020_12)
          .keywords(
              List.of(
                  KeywordType.REF,
                  KeywordType.TYPE,
                  KeywordType.ENUM,
                  KeywordType.MINIMUM,
                  KeywordType.MAXIMUM,
                  KeywordType.MIN_LENGTH,
                  KeywordType.MAX_LENGTH,
                  KeywordType.MIN_ITEMS,
                  KeywordType.MAX_ITEMS))
          .keywords(Members.KEYWORDS)
          .keywords(Extensions.KEYWORDS)
          .unknownKeywordFactory((keyword, context) -> null)
          .build();

  static final SchemaRegistry REGISTRY =
      SchemaRegistry.builder()
          .defaultDialectId(DIALECT.getId())
          .dialectRegistry(new BasicDialectRegistry(DIALECT))
          .schemaRegistryConfig(
              SchemaRegistryConfig.builder()
                  .messageSource((key, defaultMessage, locale, arguments) -> key)
                  .locale(Locale.ROOT)
                  .preloadSchema(false)
                  .build())
          .build();

  private CrdDialect() {}
}
