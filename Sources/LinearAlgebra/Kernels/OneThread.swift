import CRowcastOpenBLAS

/// Keeps OpenBLAS to the calling thread; evaluated once, before the first call into it.
///
/// Rows are split among threads by ``mapChunks(of:size:workers:_:)``, whose chunks do not depend on
/// the number of cores. A BLAS that splits by itself would change the last bits, and would spin.
///
/// Asked before it is told: telling would start threads anew that were ended.
package let blasUsesOneThread: Void = {
  if openblas_get_num_threads() != 1 { openblas_set_num_threads(1) }
}()
