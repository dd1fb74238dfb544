package io.llmisvc.cli;

import io.llmisvc.status.outlook.Outlook;

/** A service, and what its status will say. */
record Foreseen(Planned planned, Outlook outlook) {}
