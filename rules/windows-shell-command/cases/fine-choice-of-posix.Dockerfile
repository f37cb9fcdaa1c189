FROM diamol/base
RUN if test ! -e /data; then mkdir /data; fi
RUN for i in a b; do echo $i; done
