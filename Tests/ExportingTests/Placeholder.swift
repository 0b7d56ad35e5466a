// ExportingTests
