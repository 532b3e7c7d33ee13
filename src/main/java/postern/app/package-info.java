/// The window: a wizard that leads from the complaint to the settings that mend it.
///
/// Model-view-viewmodel: a `…ViewModel` holds state and knows no controls, a `…View` holds controls and
/// decides nothing. The steps share one [postern.app.draft.Draft] and do not know each other. All wiring is
/// in [postern.app.Wiring]; everything the window can do comes from one [postern.app.engine.Engine].
@NullMarked
package postern.app;

import org.jspecify.annotations.NullMarked;
