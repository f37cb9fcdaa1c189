FROM diamol/base
WORKDIR /logs
RUN echo 1 > init.txt
RUN echo 2 >> /logs/init.txt
CMD cat init.txt
