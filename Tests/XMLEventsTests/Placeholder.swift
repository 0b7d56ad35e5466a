// XMLEventsTests
