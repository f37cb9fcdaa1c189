FROM diamol/base
RUN make-user app
USER app
