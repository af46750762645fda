package io.guildhall.defaults.openapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.core.jackson.ModelResolver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonShapesTest {
    private final ModelConverters converters = new ModelConverters(true);

    // As services have it.
    static {
        ModelResolver.enumsAsRef = true;
    }

    JsonShapesTest() {
        converters.addConverter(new JsonShapes());
    }

    record Actor(long id) {}

    record Entry(Actor actor, Actor other) {}

    static final class Step {
        enum Actor {
            WORKER
        }

        private Step() {}
    }

    static final class Chain {
        record Actor(String address) {}

        private Chain() {}
    }

    record WithEnum(Entry entry, Step.Actor next) {}

    record WithRecord(Entry entry, Chain.Actor sender) {}

    @ParameterizedTest
    @ValueSource(classes = {WithEnum.class, WithRecord.class})
    void refusesTwoTypesOfOneName(Class<?> page) {
        assertThatThrownBy(() -> converters.readAll(page))
                .hasStackTraceContaining("Schema 'Actor' is both")
                .hasStackTraceContaining(Actor.class.getName());
    }

    @Test
    void knowsOneTypeInManyPlaces() {
        assertThat(converters.readAll(Entry.class)).containsOnlyKeys("Actor", "Entry");
    }
}
