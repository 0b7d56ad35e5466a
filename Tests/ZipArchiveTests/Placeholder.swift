// ZipArchiveTests
