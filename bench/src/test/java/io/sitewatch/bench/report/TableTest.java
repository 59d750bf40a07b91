package io.sitewatch.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TableTest {

    @Test
    void textGoesLeftAndNumbersRight() {
        Table table = new Table("Speed", "who", "rows/s", "exact")
                .row("sitewatch", 51234.4, true)
                .row("naive", 998, false)
                .row("spark", 1.234, null);

        assertThat(table.toString()).isEqualTo("""
                        Speed
                           who        rows/s  exact
                           sitewatch  51,234  yes
                           naive         998  NO
                           spark        1.23  -
                        """);
    }
}
