package postern.remedy;

import postern.diagnosis.SenderTraffic;

/// Our side as it meets others over mail: what comes of each of them.
sealed interface Meeting permits Delivering, Receiving {
    /// What the log shows, as far as it tells, else what follows from what both can do.
    Forecast asSeen(SenderTraffic other);

    /// What follows from what both can do.
    Forecast expected(SenderTraffic other);
}
