package io.llmisvc.testing;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.util.Map;

/** A real browser without a window, which downloads nothing. */
public final class Browser implements AutoCloseable {
  private final Playwright driver;
  private final com.microsoft.playwright.Browser program;

  public Browser() {
    driver =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    program =
        driver
            .chromium()
            .launch(new BrowserType.LaunchOptions().setExecutablePath(Assets.browser()));
  }

  /** A user of it: size of the window, scripts or none, dark or light. */
  public BrowserContext context(com.microsoft.playwright.Browser.NewContextOptions options) {
    return program.newContext(options);
  }

  @Override
  public void close() {
    driver.close();
  }
}
