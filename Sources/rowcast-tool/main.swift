// rowcast-tool
