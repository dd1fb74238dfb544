package io.llmisvc.cli;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.llmisvc.testing.Browser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The page of {@code llmisvc report} as a browser shows it. */
class ReportBrowserTest {
  private static final Path PICTURE = Path.of("docs/images/report.png");
  private static final String SERVICE = "production/llama-70b-production";

  @TempDir static Path folder;

  private static Browser browser;

  /** Of the samples, and of a change to one of them. */
  private static Path report;

  private final List<String> messages = new ArrayList<>();
  private final List<BrowserContext> contexts = new ArrayList<>();

  @BeforeAll
  static void start() throws IOException {
    browser = new Browser();
    report =
        write(
            "report.html",
            "-f",
            ReportInput.samplesWithAChange(folder.resolve("changed")).toString(),
            "--from",
            "samples");
  }

  @AfterAll
  static void stop() {
    browser.close();
  }

  @AfterEach
  void isQuiet() {
    contexts.forEach(BrowserContext::close);
    assertThat(messages).as("requests, dialogs and complaints of the browser").isEmpty();
  }

  @Test
  void tellsOfAllServicesAndOfWhatChanges() {
    // When
    Page page = open(report, new NewContextOptions());
    // Then
    assertThat(page.locator(".service")).hasCount(page.locator("#index tbody tr").count());
    assertThat(page.locator("#impact > p")).containsText("2 pods restart");
    // When
    page.locator("#index").locator("tr", named(SERVICE)).getByText("changes").press("Enter");
    // Then
    assertThat(page.locator("#impact ul:target")).containsText("changed LeaderWorkerSet");
  }

  @Test
  void findsServicesByAllThatIsSaidOfThem() {
    // Given
    Page page = open(report, new NewContextOptions());
    // When
    page.getByLabel("Search all services").fill("rdma/roce LLAMA-70b");
    // Then
    assertThat(page.locator("#index tbody tr:visible")).hasCount(1);
    assertThat(page.locator(".service:visible")).hasCount(1);
    assertThat(page.locator("#found")).containsText("1 of ");
    // When
    page.getByLabel("Search all services").fill("");
    // Then
    assertThat(page.locator("#found")).hasText("");
    assertThat(page.locator(".service:visible")).hasCount(page.locator(".service").count());
  }

  @Test
  void foldsASpecAndFindsValuesInIt() {
    // Given
    Page page = open(report, new NewContextOptions());
    Locator spec = openSpec(page);
    Locator worker = spec.locator("details.m", named("worker")).last();
    // When
    worker.locator("summary").first().press("Enter");
    // Then
    assertThat(worker).not().hasAttribute("open", "");
    // When
    spec.getByLabel("Search this spec").fill("rdma/roce");
    // Then
    assertThat(spec.locator("output")).hasText("2 places");
    assertThat(worker).hasAttribute("open", "");
    assertThat(spec.locator(".hit pre", named("rdma/roce")).first()).isVisible();
    assertThat(spec.locator("details.m:not([open])", named("scheduler")).first()).isVisible();
    // When
    spec.getByLabel("Search this spec").fill("");
    // Then
    assertThat(spec.locator(".hit")).hasCount(0);
    assertThat(spec.locator("details.m:not([open])")).hasCount(0);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void leadsFromAValueToItsLayer(boolean withScripts) {
    // Given
    Page page = open(report, new NewContextOptions().setJavaScriptEnabled(withScripts));
    Locator value = openSpec(page).locator(".l", named("beat")).first();
    assertThat(value).containsText("request: 300s");
    // When
    value.getByRole(AriaRole.LINK).press("Enter");
    // Then
    Locator row = page.locator("tr:target");
    assertThat(row).isVisible();
    assertThat(row.locator("th")).hasText("spec.router.route.http.spec.rules[0].timeouts.request");
    assertThat(row.locator("span.s")).hasText("300s");
    assertThat(row.locator("s")).hasText("0s");
    assertThat(row).isInViewport();
  }

  @Test
  void isReadWithoutScripts() {
    // When
    Page page = open(report, new NewContextOptions().setJavaScriptEnabled(false));
    // Then
    assertThat(page.locator(".tools:visible")).hasCount(0);
    // When
    page.locator("#index").getByText(SERVICE).press("Enter");
    // Then
    assertThat(section(page, SERVICE).locator("h2")).isInViewport();
    assertThat(section(page, SERVICE).getByRole(AriaRole.IMG)).isVisible();
    // When
    Locator spec = openSpec(page);
    // Then
    assertThat(spec.locator("code", named("300s")).first()).isVisible();
  }

  @ParameterizedTest
  @EnumSource(
      value = ColorScheme.class,
      names = {"LIGHT", "DARK"})
  void isForEverybody(ColorScheme colours) throws IOException {
    // Given
    Path one =
        write("%s.html".formatted(colours), "-f", "samples/20-complete.yaml", "--from", "samples");
    Page page = open(one, new NewContextOptions().setColorScheme(colours));
    // When
    page.locator("summary").evaluateAll("all => all.forEach(it => it.parentElement.open = true)");
    List<Rule> violations = new AxeBuilder(page).analyze().getViolations();
    // Then
    assertThat(violations)
        .extracting(rule -> rule.getId() + ": " + rule.getNodes().getFirst().getHtml())
        .isEmpty();
    // When
    page.keyboard().press("Tab");
    // Then
    assertThat(page.getByText("Skip to the services")).isFocused();
  }

  @Test
  void isDarkAndLight() {
    // Given
    Page page = open(report, new NewContextOptions().setColorScheme(ColorScheme.DARK));
    Locator toggle = page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Dark"));
    assertThat(page.locator("body")).hasCSS("background-color", "rgb(20, 23, 27)");
    assertThat(toggle).hasAttribute("aria-pressed", "true");
    // When
    toggle.click();
    // Then
    assertThat(page.locator("body")).hasCSS("background-color", "rgb(255, 255, 255)");
    assertThat(toggle).hasAttribute("aria-pressed", "false");
  }

  @Test
  void showsWhatMeansHarmAsText() throws IOException {
    // Given
    Path file = write("hostile.html", "-f", ReportInput.hostile(folder.resolve("h.yaml")));
    // When
    Page page = open(file, new NewContextOptions());
    // Then
    page.locator("summary").evaluateAll("all => all.forEach(it => it.parentElement.open = true)");
    assertThat(page.locator("body")).containsText(ReportInput.HARM);
    assertThat(page.locator("img, iframe, object, base, style style, script script")).hasCount(0);
    assertThat(page.locator("script")).hasCount(1);
    assertThat((Object) page.evaluate("window.harmed === undefined")).isEqualTo(true);
    assertThat(page.locator("body")).containsText("\\u202e");
  }

  @Test
  void opensTwoHundredServicesAtOnce() throws IOException {
    // Given
    Path many = ReportInput.services(folder.resolve("many"), 200);
    Path file = write("many.html", "-f", many.toString());
    // When
    Page page = open(file, new NewContextOptions());
    // Then
    assertThat(page.locator(".service")).hasCount(200);
    assertThat(Files.size(file)).isLessThan(5_000_000);
    Number milliseconds =
        (Number) page.evaluate("performance.getEntriesByType('navigation')[0].loadEventEnd");
    System.out.printf(
        "%d bytes, open in %d ms%n", Files.size(file), Math.round(milliseconds.doubleValue()));
    // A machine that runs other tests beside may take longer than a second.
    assertThat(milliseconds.doubleValue()).isPositive().isLessThan(3000);
  }

  /** {@code -Dpicture.update} takes it anew. */
  @Test
  void isInTheReadme() throws IOException {
    // When
    Page page = open(report, new NewContextOptions().setViewportSize(1100, 1000));
    Locator section = section(page, "default/my-llama-service");
    section.locator(".spec > summary").press("Enter");
    section.locator("h2").evaluate("it => it.scrollIntoView()");
    byte[] picture = page.screenshot();
    // Then
    if (System.getProperty("picture.update") != null) {
      Files.createDirectories(PICTURE.getParent());
      Files.write(PICTURE, picture);
    }
    assertThat(PICTURE).exists();
    assertThat(Files.size(PICTURE)).isBetween(picture.length / 2L, 200_000L);
    assertThat(Files.readString(Path.of("README.md"))).contains("](docs/images/report.png)");
  }

  private static Locator section(Page page, String service) {
    return page.locator(".service:has(> h2:text-is('%s'))".formatted(service));
  }

  private Locator openSpec(Page page) {
    Locator spec = section(page, SERVICE).locator(".spec");
    spec.locator("summary").first().press("Enter");
    assertThat(spec).hasAttribute("open", "");
    return spec;
  }

  private static Locator.LocatorOptions named(String text) {
    return new Locator.LocatorOptions().setHasText(text);
  }

  private Page open(Path file, NewContextOptions options) {
    BrowserContext context = browser.context(options);
    contexts.add(context);
    Page page = context.newPage();
    page.onConsoleMessage(message -> messages.add(message.text()));
    page.onPageError(messages::add);
    page.onDialog(
        dialog -> {
          messages.add(dialog.message());
          dialog.dismiss();
        });
    page.onRequest(
        request -> {
          if (!request.url().equals(file.toUri().toString())) {
            messages.add(request.url());
          }
        });
    page.navigate(file.toUri().toString());
    return page;
  }

  private static Path write(String name, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("report"));
    command.addAll(List.of(arguments));
    Terminal.Answer answer = new Terminal().run(command.toArray(String[]::new));
    assertThat(answer.exitCode()).as(answer.err()).isLessThanOrEqualTo(ExitCode.FINDINGS);
    return Files.writeString(folder.resolve(name), answer.out());
  }
}
