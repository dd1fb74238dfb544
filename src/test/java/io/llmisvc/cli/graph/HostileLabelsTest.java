package io.llmisvc.cli.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmisvc.cli.output.PlainLine;
import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** What users write is shown in pictures, and is never a part of their language. */
class HostileLabelsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "</text><script>alert(1)</script>",
        "\"]; n0 --> n9[\"x",
        "\"]\n  click n0 \"javascript:alert(1)\"",
        "`**bold** <img src=x onerror=alert(1)>`",
        "a\" URL=\"javascript:alert(1)",
        "ends with \\",
        "\\N \\\" &amp; &lt; ]]> -->",
        "%s %n %1$d #quot; #35; ;",
        "\u0000\u001b[2J\r\n\u202E\u2028\uD800\uFFFE",
        "模型-🦙"
      })
  void areData(String label) throws Exception {
    // Given
    Thing hostile = new Thing("n0", Zone.SERVICES, 0, label, label, Thing.Look.OWN);
    Thing other = new Thing("n1", Zone.GATEWAYS, 0, "Gateway", "g", Thing.Look.OTHER);
    Topology topology = new Topology(List.of(hostile, other), List.of(new Link("n0", "n1", label)));
    // When
    String mermaid = MermaidText.of(topology);
    String dot = DotText.of(topology);
    String svg = SvgPicture.of(topology);
    // Then: as many lines, quotes and elements as for a harmless name
    Topology harmless =
        new Topology(
            List.of(new Thing("n0", Zone.SERVICES, 0, "k", "n", Thing.Look.OWN), other),
            List.of(new Link("n0", "n1", "l")));
    assertThat(shape(mermaid)).isEqualTo(shape(MermaidText.of(harmless)));
    assertThat(unescapedQuotes(dot)).isEqualTo(unescapedQuotes(DotText.of(harmless)));
    assertThat(dot.lines()).hasSameSizeAs(DotText.of(harmless).lines().toList());
    assertThat(elements(svg)).isEqualTo(elements(SvgPicture.of(harmless)));
    String inPage = SvgPicture.inPage(topology, label);
    String harmlessAsLong = PlainLine.of(label).replaceAll("[\\x00-\\x7f]", "n");
    Thing ofThatLength =
        new Thing("n0", Zone.SERVICES, 0, harmlessAsLong, harmlessAsLong, Thing.Look.OWN);
    assertThat(elements(inPage))
        .isEqualTo(
            elements(
                SvgPicture.inPage(
                    new Topology(List.of(ofThatLength, other), harmless.links()), "t")));
    assertThat(mermaid + dot + svg + inPage).doesNotContain("\u001b", "\u202E", "\u0000");
  }

  /** Lines, quotes, brackets and angles. */
  private static List<Long> shape(String mermaid) {
    return IntStream.of('\n', '"', '[', ']', '<', '>', '|', '`', '(', '{')
        .mapToObj(sign -> mermaid.chars().filter(one -> one == sign).count())
        .toList();
  }

  private static long unescapedQuotes(String dot) {
    return dot.replace("\\\\", "").replace("\\\"", "").chars().filter(one -> one == '"').count();
  }

  private static List<String> elements(String svg)
      throws ParserConfigurationException, IOException, SAXException {
    Document document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(svg)));
    NodeList all = document.getElementsByTagName("*");
    return IntStream.range(0, all.getLength())
        .mapToObj(i -> all.item(i).getNodeName() + all.item(i).getAttributes().getLength())
        .toList();
  }
}
