package io.guildhall.defaults.web;

import jakarta.servlet.ServletException;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;

/**
 * Each request begins at the end of the line. Tomcat goes on with a connection as long as its next request is there already,
 * and a virtual thread is not interrupted: as many busy connections as there are processors would keep all others waiting.
 */
final class FairTurns extends ValveBase {
    FairTurns() {
        super(true);
    }

    @Override
    @SuppressWarnings("ThreadPriorityCheck") // how fair the scheduler is, is the matter here
    public void invoke(Request request, Response response) throws IOException, ServletException {
        Thread.yield();
        getNext().invoke(request, response);
    }
}
