FROM diamol/base
HEALTHCHECK CMD curl -s http://localhost/ | grep -q ok
