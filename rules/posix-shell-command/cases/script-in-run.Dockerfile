FROM diamol/base
COPY build.sh .
RUN ./build.sh --fast
