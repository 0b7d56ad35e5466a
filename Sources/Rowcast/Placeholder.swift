// Rowcast
