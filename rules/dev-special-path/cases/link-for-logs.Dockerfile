FROM diamol/base
RUN ln -sf /dev/stdout /logs/access.log && ln -sf /dev/stderr /logs/error.log
