FROM busybox
ARG BUILDPLATFORM
ARG BUILDARCH
RUN echo ${BUILDPLATFORM} > buildplatform=`echo ${BUILDPLATFORM} | sed s,/,_,g`
RUN echo ${BUILDARCH} | tee buildarch.txt
