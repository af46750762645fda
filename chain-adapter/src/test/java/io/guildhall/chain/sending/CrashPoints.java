package io.guildhall.chain.sending;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.mockito.Mockito;

/**
 * Counts every moment at which a process talks to somebody, its database among them, before and after; and dies at one of them.
 * Between two such moments a crash has the same effect as at the second.
 */
final class CrashPoints {
    private final int fatal;
    private int passed;
    private @Nullable String where;

    /** Dies at that point, counted from 0. */
    CrashPoints(int fatal) {
        this.fatal = fatal;
    }

    /** The same thing, with crash points around each of its methods. */
    <T> T around(Class<T> type, T real) {
        return Mockito.mock(
                type,
                invocation -> {
                    Method method = invocation.getMethod();
                    if (method.getDeclaringClass().equals(Object.class)) {
                        return invocation.callRealMethod();
                    }
                    String name = type.getSimpleName() + "." + method.getName();
                    pass("before " + name);
                    Object answer = call(real, method, invocation.getArguments());
                    pass("after " + name);
                    return answer;
                });
    }

    private static @Nullable Object call(Object real, Method method, Object[] arguments)
            throws Throwable {
        Method same =
                Arrays.stream(method.getDeclaringClass().getDeclaredMethods())
                        .filter(method::equals)
                        .findFirst()
                        .orElseThrow();
        same.setAccessible(true);
        try {
            return same.invoke(real, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private void pass(String point) {
        if (passed++ == fatal) {
            where = point;
            throw new SimulatedCrash(point);
        }
    }

    /** Where it died, if it did. */
    @Nullable String where() {
        return where;
    }
}
