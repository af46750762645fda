package io.guildhall.localstack.launcher;

import java.util.Map;
import java.util.function.Function;

/**
 * How one service is run.
 *
 * @param name the Maven module, and the service's name everywhere
 * @param heapMegabytes the largest heap
 * @param schema whether it has a schema in MySQL
 * @param settings its configuration properties
 */
record ServicePlan(
        String name,
        int heapMegabytes,
        boolean schema,
        Function<Surroundings, Map<String, Object>> settings) {}
