package org.aumann.app.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import ch.qos.logback.core.spi.ContextAwareBase;
import org.slf4j.LoggerFactory;

/**
 * Sends what is logged, from INFO on, to the output of the command that is running.
 *
 * <p>Logback finds this class as a service, in place of configuration files, which it would take longer to
 * look for than most commands run.
 */
public final class Logging extends ContextAwareBase implements Configurator {
    /** Called by {@link java.util.ServiceLoader}. */
    public Logging() {}

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).setLevel(Level.INFO);
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    /** From now on, until called again, messages go to this output. */
    static void to(Output output) {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
            root.detachAndStopAllAppenders();
            OutputAppender appender = new OutputAppender(output);
            appender.setContext(context);
            appender.start();
            root.addAppender(appender);
        }
    }

    private static final class OutputAppender extends AppenderBase<ILoggingEvent> {
        private final Output output;

        OutputAppender(Output output) {
            this.output = output;
        }

        @Override
        protected void append(ILoggingEvent event) {
            output.log(event.getLevel().toString(), event.getFormattedMessage());
        }
    }
}
