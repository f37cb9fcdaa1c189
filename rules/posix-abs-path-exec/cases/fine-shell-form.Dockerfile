FROM diamol/base
COPY app /usr/local/bin/app
RUN /usr/local/bin/app --version
RUN /opt/tool/run
CMD /usr/local/bin/app
