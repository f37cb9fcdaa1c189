FROM diamol/base
VOLUME ["/data", "c:"]
