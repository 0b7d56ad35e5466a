// ClassificationTests
