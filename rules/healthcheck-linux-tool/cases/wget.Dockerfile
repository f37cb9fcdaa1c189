FROM diamol/base
HEALTHCHECK --interval=5s CMD wget -q -O- http://localhost/ || exit 1
