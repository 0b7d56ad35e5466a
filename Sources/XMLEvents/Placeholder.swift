// XMLEvents
