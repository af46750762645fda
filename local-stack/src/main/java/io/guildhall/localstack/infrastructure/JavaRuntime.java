package io.guildhall.localstack.infrastructure;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How child JVMs are run: the same JDK, one garbage collector thread, the quick compiler, a small heap. */
final class JavaRuntime {
    private JavaRuntime() {}

    static String executable() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    static List<String> line(
            int heapMegabytes, List<String> options, String classPath, String mainClass) {
        List<String> line = new ArrayList<>();
        line.add(executable());
        line.add("-Xmx" + heapMegabytes + "m");
        line.add("-Xms" + heapMegabytes / 4 + "m");
        line.add("-XX:+UseSerialGC");
        line.add("-XX:TieredStopAtLevel=1");
        line.add("-XX:+ExitOnOutOfMemoryError");
        line.addAll(options);
        line.add("-cp");
        line.add(classPath);
        line.add(mainClass);
        return line;
    }
}
