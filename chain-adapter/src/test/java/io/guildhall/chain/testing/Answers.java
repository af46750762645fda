package io.guildhall.chain.testing;

import io.grpc.stub.StreamObserver;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/** Calls a method of a gRPC service in this process, and gives back its one answer. */
public final class Answers<T> implements StreamObserver<T> {
    private final List<T> values = new ArrayList<>();

    private Answers() {}

    public static <Q, T> T of(BiConsumer<Q, StreamObserver<T>> method, Q request) {
        Answers<T> answers = new Answers<>();
        method.accept(request, answers);
        return answers.values.getFirst();
    }

    @Override
    public void onNext(T value) {
        values.add(value);
    }

    @Override
    public void onError(Throwable error) {
        throw new AssertionError(error);
    }

    @Override
    public void onCompleted() {}
}
