import COpenBLAS

/// Keeps OpenBLAS to the calling thread; evaluated once, before the first call into it.
///
/// Rows are split among threads by ``mapChunks(of:size:workers:_:)``, whose chunks do not depend on
/// the number of cores. A BLAS that splits by itself would change the last bits, and would spin.
package let blasUsesOneThread: Void = openblas_set_num_threads(1)
