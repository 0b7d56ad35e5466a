// The C library, imported here once for every module: whoever imports RowcastMachine has it.
#if canImport(Darwin)
  @_exported public import Darwin
#elseif canImport(Glibc)
  @_exported public import Glibc
#elseif canImport(Musl)
  @_exported public import Musl
#endif
#if os(Linux)
  @_exported public import CRowcastSystem
#endif
