FROM diamol/base
CMD echo ready && server
