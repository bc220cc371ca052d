package org.aumann.bench.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.StringReader;
import java.util.List;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class LogLogPlotTest {
    private static final LogLogPlot.Line OURS = new LogLogPlot.Line(
            0,
            "ours & more",
            List.of(new LogLogPlot.Point(1e3, 0.01), new LogLogPlot.Point(1e6, 10)),
            Optional.empty());
    private static final LogLogPlot.Line PEER = new LogLogPlot.Line(
            1,
            "peer",
            List.of(new LogLogPlot.Point(1e3, 1)),
            Optional.of(new LogLogPlot.End(new LogLogPlot.Point(1e4, 60), "over 60 s")));

    @Test
    void anAxisHoldsItsValuesBetweenWholePowers() {
        LogLogPlot.Axis axis = LogLogPlot.Axis.over(new double[] {0.02, 60}, 200, 0);

        assertThat(axis.least()).isEqualTo(-2);
        assertThat(axis.greatest()).isEqualTo(2);
        assertThat(axis.at(0.01)).isCloseTo(200, within(1e-9));
        assertThat(axis.at(1)).isCloseTo(100, within(1e-9));
        assertThat(axis.at(100)).isCloseTo(0, within(1e-9));
    }

    @Test
    void anAxisOverOneValueHasAWidth() {
        assertThat(LogLogPlot.Axis.over(new double[] {1000}, 0, 10).at(1000)).isZero();
    }

    @Test
    void namesThatOverlapMoveApart() {
        List<Double> heights = LogLogPlot.spread(List.of(10.0, 12.0, 100.0), 10);

        assertThat(heights).containsExactly(6.0, 16.0, 100.0);
    }

    @Test
    void namesThatAreApartStay() {
        assertThat(LogLogPlot.spread(List.of(10.0, 30.0), 10)).containsExactly(10.0, 30.0);
    }

    @Test
    void aGroupDoesNotMoveIntoTheOneAbove() {
        List<Double> heights = LogLogPlot.spread(List.of(10.0, 11.0, 25.0, 26.0, 27.0), 10);

        for (int k = 1; k < heights.size(); k++) {
            assertThat(heights.get(k) - heights.get(k - 1)).isGreaterThanOrEqualTo(10 - 1e-9);
        }
    }

    @Test
    void theDocumentIsXmlWithEveryLineAndNameInsideTheFrame() throws Exception {
        String svg = LogLogPlot.svg(
                "a < b", "joint actions", "seconds", List.of(new LogLogPlot.Panel("panel", List.of(OURS, PEER))));

        Document document =
                DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
        assertThat(document.getElementsByTagName("circle").getLength()).isEqualTo(3);
        assertThat(document.getElementsByTagName("path").getLength()).isEqualTo(2);
        NodeList texts = document.getElementsByTagName("text");
        boolean isNamed = false;
        for (int k = 0; k < texts.getLength(); k++) {
            Element text = (Element) texts.item(k);
            assertThat(Double.parseDouble(text.getAttribute("x"))).isBetween(0.0, 330.0);
            assertThat(Double.parseDouble(text.getAttribute("y"))).isBetween(0.0, 256.0);
            isNamed |= text.getTextContent().equals("ours & more");
        }
        assertThat(isNamed).isTrue();
        assertThat(svg).contains("over 60 s", "prefers-color-scheme: dark");
    }
}
