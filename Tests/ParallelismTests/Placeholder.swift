// ParallelismTests
