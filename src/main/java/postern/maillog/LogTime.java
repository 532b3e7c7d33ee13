package postern.maillog;

import java.time.LocalDateTime;

/// A moment as a line gives it.
///
/// @param at       the moment; without a year in the line it lies in or near [#PROVISIONAL_YEAR] until the
///                 whole log is known
/// @param yearless whether the line gave no year
record LogTime(LocalDateTime at, boolean yearless) {
    /// A leap year, so that 29 February can be held.
    static final int PROVISIONAL_YEAR = 2000;
}
