package io.llmisvc.dashboards;

/**
 * What a user chooses above a dashboard.
 *
 * @param query gives the values to choose from
 */
record Variable(String name, String label, String query) {}
