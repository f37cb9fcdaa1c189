FROM example.com/faulty/old:1
RUN true
